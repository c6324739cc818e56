<?php
/**
 * The badge, as a shortcode and as a block.
 *
 * @package StatusBadgeForLiveHelperChat
 */

namespace StatusBadgeForLiveHelperChat;

defined( 'ABSPATH' ) || exit;

/** What an author may choose, with the allowed values. Never the server, because any contributor can write a shortcode. */
const ATTRIBUTES = array(
	'department'       => null,
	'user'             => null,
	'department_match' => array( 'explicit', 'inclusive' ),
	'exclude_bot'      => array( 'true' ),
	'variant'          => array( 'badge', 'text', 'dot', 'button' ),
	'hide_when'        => null,
	'announce'         => array( 'true' ),
	'chat'             => array( 'none', 'link', 'popup', 'widget' ),
	'chat_department'  => null,
	'chat_operator'    => null,
	'chat_theme'       => null,
	'chat_lang'        => null,
	'label_online'     => null,
	'label_offline'    => null,
	'label_checking'   => null,
	'label_unknown'    => null,
	'loading'          => array( 'eager', 'lazy' ),
);

add_shortcode( SHORTCODE, __NAMESPACE__ . '\render_shortcode' );

add_action(
	'init',
	function () {
		if ( is_admin() ) {
			register_editor_script();
		}
		register_block_type(
			dirname( PLUGIN ) . '/block',
			array( 'render_callback' => __NAMESPACE__ . '\render_block' )
		);
	}
);

/**
 * The shortcode `[lhc_status department="2"]`.
 *
 * @param mixed $given The attributes; '' for none.
 */
function render_shortcode( $given ) {
	return render( (array) $given );
}

/**
 * The block `lhc-status/badge`. Its attributes are those of the shortcode.
 *
 * @param array $given The attributes.
 */
function render_block( $given ) {
	$html = render( $given );
	return '' === $html ? '' : sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $html );
}

/**
 * A badge: the element, and a link for feeds, e-mails and visitors without the script.
 *
 * @param array $given The attributes as the author wrote them.
 */
function render( array $given ) {
	$base = base_url();
	if ( '' === $base ) {
		return note_for_authors( __( 'Live Helper Chat has no address yet. An administrator enters it at Settings > Status Badge.', 'status-badge-for-live-helper-chat' ) );
	}
	list( $badge, $problem ) = read_badge( $given );
	$text = $badge['label_unknown'] ?? __( 'Contact us', 'status-badge-for-live-helper-chat' );
	$link = sprintf( '<a slot="fallback" href="%s">%s</a>', esc_url( chat_url( $base, $badge ) ), esc_html( $text ) );
	if ( is_feed() ) {
		return str_replace( ' slot="fallback"', '', $link );
	}
	if ( '' !== $problem ) {
		return str_replace( ' slot="fallback"', '', $link ) . note_for_authors( $problem );
	}
	load_script();
	// The back office runs no script of the chat's server.
	$own  = array( 'base-url' => $base ) + ( is_preview_of_editor() ? array( 'transport' => 'fetch' ) : array() );
	$html = '';
	foreach ( $own + $badge as $name => $value ) {
		$html .= sprintf( ' %s="%s"', str_replace( '_', '-', $name ), esc_attr( $value ) );
	}
	return "<lhc-status$html>$link</lhc-status>";
}

/** Whether the block editor asks for a preview. */
function is_preview_of_editor() {
	return defined( 'REST_REQUEST' ) && REST_REQUEST && current_user_can( 'edit_posts' );
}

/**
 * The attributes of a badge that are known, given and allowed.
 *
 * @param array $given The attributes as the author wrote them.
 * @return array The attributes, and what is wrong with them, or ''.
 */
function read_badge( array $given ) {
	$badge   = array();
	$problem = '';
	foreach ( ATTRIBUTES as $name => $allowed ) {
		$value = $given[ $name ] ?? '';
		// The block's switches are booleans.
		$value = true === $value ? 'true' : ( is_scalar( $value ) ? trim( (string) $value ) : '' );
		if ( '' === $value || 'false' === $value ) {
			continue;
		}
		if ( $allowed && ! in_array( $value, $allowed, true ) ) {
			/* translators: 1: an attribute, 2: its value, 3: a list of values */
			$problem = sprintf( __( '%1$s="%2$s" is not valid. Write one of: %3$s.', 'status-badge-for-live-helper-chat' ), $name, $value, implode( ', ', $allowed ) );
			continue;
		}
		$badge[ $name ] = $value;
	}
	foreach ( array( 'department', 'user' ) as $name ) {
		if ( ! isset( $badge[ $name ] ) || is_id( $badge[ $name ] ) || ( 'department' === $name && is_list_of_departments( $badge ) ) ) {
			continue;
		}
		/* translators: 1: an attribute, 2: its value */
		$problem = sprintf( __( '%1$s="%2$s" is not an id. Use the number shown in the back office of Live Helper Chat.', 'status-badge-for-live-helper-chat' ), $name, $badge[ $name ] );
		unset( $badge[ $name ] );
	}
	if ( isset( $badge['department'], $badge['user'] ) ) {
		$problem = __( 'department and user cannot be combined. Remove one of them.', 'status-badge-for-live-helper-chat' );
		unset( $badge['user'] );
	}
	return array( $badge, $problem );
}

/**
 * Whether the department is a list of ids, with one alias at most, and the question accepts that.
 *
 * @param string[] $badge The attributes.
 */
function is_list_of_departments( array $badge ) {
	$aliases = array_values(
		array_filter(
			sorted_departments( $badge['department'] ),
			function ( $one ) {
				return ! is_id( $one );
			}
		)
	);
	return is_inclusive( $badge ) && ( ! $aliases || ( 1 === count( $aliases ) && preg_match( '~^(?![\d.+-]+$)[^\s/()]{1,100}$~u', $aliases[0] ) ) );
}

/**
 * What is wrong with a badge, for those who can correct it.
 *
 * @param string $problem One or two sentences.
 */
function note_for_authors( $problem ) {
	if ( is_feed() || ! current_user_can( 'edit_posts' ) ) {
		return '';
	}
	/* translators: %s: what is wrong */
	$text = sprintf( __( 'Visitors do not see this: %s', 'status-badge-for-live-helper-chat' ), $problem );
	return sprintf( ' <strong class="lhc-status-note">%s</strong>', esc_html( $text ) );
}

/**
 * The badges in a post, by shortcode and by block.
 *
 * @param string $content The post as it is stored.
 * @return array[] The attributes of each badge.
 */
function badges_in( $content ) {
	$badges = array();
	preg_match_all( '/' . get_shortcode_regex( array( SHORTCODE ) ) . '/s', $content, $found, PREG_SET_ORDER );
	foreach ( $found as $shortcode ) {
		// [[lhc_status]] shows a shortcode as text.
		if ( '[' !== $shortcode[1] ) {
			$badges[] = (array) shortcode_parse_atts( $shortcode[3] );
		}
	}
	$blocks = has_blocks( $content ) ? parse_blocks( $content ) : array();
	while ( $blocks ) {
		$block = array_shift( $blocks );
		if ( 'lhc-status/badge' === $block['blockName'] ) {
			$badges[] = $block['attrs'];
		}
		array_push( $blocks, ...$block['innerBlocks'] );
	}
	return $badges;
}
