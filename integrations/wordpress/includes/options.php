<?php
/**
 * The plugin's only option, an array.
 *
 * @package StatusBadgeForLiveHelperChat
 */

namespace StatusBadgeForLiveHelperChat;

defined( 'ABSPATH' ) || exit;

/** The server's address, where the script loads, and how it asks. `pass_consent` is the site owner's decision. */
const DEFAULTS = array(
	'address'       => '',
	'load'          => 'badges',
	'share'         => 'tabs',
	'fast_question' => false,
	'pass_consent'  => false,
);

const CHOICES = array(
	'load'  => array( 'badges', 'everywhere' ),
	'share' => array( 'tabs', 'session', 'page' ),
);

/** The option, with a default for everything that is missing or wrong. */
function options() {
	return clean_options( get_option( OPTION ), DEFAULTS );
}

/** The base URL of Live Helper Chat, or '' before it is configured. Content cannot choose another one. */
function base_url() {
	return options()['address'];
}

/**
 * Options with allowed values only.
 *
 * @param mixed $given    The new values.
 * @param array $fallback The values for what is not allowed.
 */
function clean_options( $given, array $fallback ) {
	$given          = is_array( $given ) ? $given : array();
	list( $address, $problem ) = read_address( $given['address'] ?? '' );
	$options        = array( 'address' => '' === $problem ? $address : $fallback['address'] );
	foreach ( CHOICES as $name => $allowed ) {
		$options[ $name ] = in_array( $given[ $name ] ?? null, $allowed, true ) ? $given[ $name ] : $fallback[ $name ];
	}
	foreach ( array( 'fast_question', 'pass_consent' ) as $name ) {
		$options[ $name ] = ! empty( $given[ $name ] );
	}
	return $options;
}
