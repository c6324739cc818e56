<?php
/**
 * The script file: where it loads, and the attributes by which optimisers leave it alone.
 *
 * @package StatusBadgeForLiveHelperChat
 */

namespace StatusBadgeForLiveHelperChat;

defined( 'ABSPATH' ) || exit;

/** Markup that the script works on, and that makes the plugin load it. */
const MARKS = '/lhc[-_]status|data-lhc-/';

/**
 * Optimisers' names for a script that they leave alone. The badge works without them, too: the script looks for its tag,
 * and each badge names the server.
 */
const MARKS_FOR_OPTIMISERS = array(
	'data-cfasync'            => 'false',
	'data-jetpack-boost'      => 'ignore',
	'data-no-defer'           => '1',
	'data-no-minify'          => '1',
	'data-no-optimize'        => '1',
	'data-noptimize'          => '1',
	'data-wpmeteor-nooptimize' => 'true',
	'nowprocket'              => '1',
);

/** Whether the package is complete. */
function has_script() {
	return is_readable( dirname( PLUGIN ) . '/assets/lhc-status.js' );
}

/** Loads the script on this page. */
function load_script() {
	if ( base_url() && has_script() ) {
		wp_enqueue_script( SCRIPT );
	}
}

add_action(
	'init',
	function () {
		if ( ! has_script() ) {
			return;
		}
		// Before WordPress 6.3, the last argument says whether the script is in the footer.
		$place = version_compare( get_bloginfo( 'version' ), '6.3', '<' ) ? false : array( 'strategy' => 'async' );
		wp_register_script( SCRIPT, plugins_url( 'assets/lhc-status.js', PLUGIN ), array(), VERSION, $place );
	}
);

add_action(
	'wp_enqueue_scripts',
	function () {
		$posts = implode( '', wp_list_pluck( $GLOBALS['wp_query']->posts ?? array(), 'post_content' ) );
		// In head, where the script finds its tag even if a plugin combines or delays it.
		if ( 'everywhere' === options()['load'] || preg_match( MARKS, $posts ) ) {
			load_script();
		}
	}
);

/**
 * Loads the script for marked content, in the footer if head is over.
 *
 * @param mixed $html Unchanged.
 */
function load_script_for_marks( $html ) {
	if ( is_string( $html ) && ! is_feed() && preg_match( MARKS, $html ) ) {
		load_script();
	}
	return $html;
}
foreach ( array( 'the_content', 'widget_text', 'widget_block_content', 'widget_custom_html_content', 'wp_nav_menu', 'render_block' ) as $filter ) {
	add_filter( $filter, __NAMESPACE__ . '\load_script_for_marks', 99 );
}

add_filter(
	'script_loader_tag',
	function ( $tag, $handle ) {
		if ( SCRIPT !== $handle ) {
			return $tag;
		}
		$attributes = MARKS_FOR_OPTIMISERS + array(
			'data-lhc-base-url' => base_url(),
			'data-lhc-share'    => options()['share'],
		);
		if ( options()['pass_consent'] ) {
			// Real Cookie Banner.
			$attributes['consent-skip-blocker'] = '1';
		}
		$text = '';
		foreach ( $attributes as $name => $value ) {
			$text .= sprintf( '%s="%s" ', $name, esc_attr( $value ) );
		}
		// WordPress 6.3 and newer writes async itself.
		$text .= preg_match( '/<script[^>]* async\b/', $tag ) ? '' : 'async ';
		// Before src, where Cloudflare wants its mark.
		return preg_replace_callback(
			'/<script (?=[^>]*\bsrc=)/',
			function () use ( $text ) {
				return "<script $text";
			},
			$tag,
			1
		);
	},
	10,
	2
);

// SiteGround Optimizer knows scripts by their handle, Perfmatters and Complianz by a part of their address.
foreach ( array( 'sgo_js_minify_exclude', 'sgo_js_async_exclude', 'sgo_javascript_combine_exclude', 'perfmatters_delay_js_exclusions' ) as $filter ) {
	add_filter( $filter, __NAMESPACE__ . '\with_script' );
}
add_filter(
	'cmplz_whitelisted_script_tags',
	function ( $list ) {
		return options()['pass_consent'] ? with_script( $list ) : $list;
	}
);

/**
 * A list of an optimiser, with the script.
 *
 * @param mixed $list The scripts that it leaves alone.
 */
function with_script( $list ) {
	return array_merge( (array) $list, array( SCRIPT ) );
}
