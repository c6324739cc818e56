<?php
/**
 * The fast first question: an inline script that asks for the first badge of a page while its script file still loads.
 *
 * @package StatusBadgeForLiveHelperChat
 */

namespace StatusBadgeForLiveHelperChat;

defined( 'ABSPATH' ) || exit;

/**
 * The text of the inline script. It is the same as that of lhc-status's `preloadScript`, whose hash may be in a policy. A
 * script has to write the address, because the time slot in it must be that of the visit, not that of a cached page.
 *
 * @param string   $base  The base URL.
 * @param string[] $badge The attributes of the badge.
 */
function fast_question( $base, array $badge ) {
	return 'document.head.append(Object.assign(document.createElement("link"),' .
		'{rel:"preload",as:"fetch",crossOrigin:"",href:' .
		wp_json_encode( question_url( $base, $badge ), JSON_UNESCAPED_SLASHES | JSON_HEX_TAG ) .
		'+Math.floor(Date.now()/30e3)}))';
}

add_action(
	'wp_head',
	function () {
		$post = get_queried_object();
		if ( ! options()['fast_question'] || ! is_singular() || ! $post instanceof \WP_Post || ! base_url() || ! has_script() || post_password_required( $post ) ) {
			return;
		}
		foreach ( badges_in( $post->post_content ) as $given ) {
			list( $badge, $problem ) = read_badge( $given );
			if ( '' === $problem && 'lazy' !== ( $badge['loading'] ?? '' ) ) {
				// With the nonce that the site's policy wants, if a plugin adds one.
				wp_print_inline_script_tag( fast_question( base_url(), $badge ) );
				return;
			}
		}
	},
	1
);
