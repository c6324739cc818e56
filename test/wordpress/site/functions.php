<?php
add_action(
	'after_setup_theme',
	function () {
		add_theme_support( 'html5', array( 'script', 'comment-list' ) );
		register_nav_menu( 'main', 'Main' );
	}
);
add_action(
	'widgets_init',
	function () {
		register_sidebar( array( 'id' => 'side', 'name' => 'Side' ) );
	}
);
