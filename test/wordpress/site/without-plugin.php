<?php
// #region tag
add_action( 'wp_head', function () {
	wp_print_script_tag( array(
		'src'               => 'https://www.example.com/lhc-status.js',
		'data-lhc-base-url' => 'https://chat.example.com/',
		'async'             => true,
	) );
} );
// #endregion
