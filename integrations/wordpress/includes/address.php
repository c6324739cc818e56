<?php
/**
 * Addresses of Live Helper Chat. No function here asks the server anything.
 *
 * @package StatusBadgeForLiveHelperChat
 */

namespace StatusBadgeForLiveHelperChat;

defined( 'ABSPATH' ) || exit;

/**
 * The base URL of a Live Helper Chat, from any of its addresses: `https://chat.example.com/`.
 *
 * @param mixed $given What the administrator typed.
 * @return string[] The base URL, or '' if it cannot be used, and the problem, or ''. Without an address, both are ''.
 */
function read_address( $given ) {
	$text = is_string( $given ) ? trim( $given ) : '';
	if ( '' === $text ) {
		return array( '', '' );
	}
	// The part before an @ may be a password, so it is not shown.
	if ( strpos( $text, '@' ) !== false ) {
		return array( '', __( 'The address contains a password or an e-mail address. Write only the address of the server, for example https://chat.example.com/', 'status-badge-for-live-helper-chat' ) );
	}
	/* translators: %s: an address */
	$wrong = sprintf( __( '"%s" is not the address of a web server. Write it in full, for example https://chat.example.com/', 'status-badge-for-live-helper-chat' ), substr( $text, 0, 200 ) );
	if ( ! preg_match( '~^[a-z][a-z\d+.-]*:(?!\d)~i', $text ) ) {
		$text = 'https://' . $text;
	}
	$parts = wp_parse_url( $text );
	// A space, a quote or HTML does not belong into an address.
	if ( ! $parts || preg_match( '~[\s<>"\'\\\\]~', $text ) || ! in_array( strtolower( $parts['scheme'] ?? '' ), array( 'http', 'https' ), true ) ) {
		return array( '', $wrong );
	}
	$host = strtolower( $parts['host'] ?? '' );
	if ( ! preg_match( '~^(\[[\da-f:]+\]|localhost|[^\[\]:/?#%]+\.[^\[\]:/?#%]+)$~', $host ) ) {
		return array( '', $wrong );
	}
	$port = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
	// The pages of Live Helper Chat follow after its base URL.
	$path = preg_replace( '~/(chat|restapi|widgetrestapi|site_admin|user/login)(/.*)?$~', '/', $parts['path'] ?? '/' );
	return array( strtolower( $parts['scheme'] ) . '://' . $host . $port . rtrim( $path, '/' ) . '/', '' );
}

/**
 * A value as segments of Live Helper Chat's path, one for each entry of a list. A segment of dots would change the path.
 *
 * @param string $value For example `2` or `1,sales`.
 */
function path_of( $value ) {
	$parts = array_filter(
		array_map( 'trim', explode( ',', $value ) ),
		function ( $part ) {
			return '' !== trim( $part, '.' );
		}
	);
	return implode( '/', array_map( 'rawurlencode', $parts ) );
}

/**
 * The address of the chat page for a badge.
 *
 * @param string   $base   The base URL.
 * @param string[] $badge  The attributes of the badge.
 */
function chat_url( $base, array $badge ) {
	$lang       = path_of( $badge['chat_lang'] ?? '' );
	$parameters = array(
		'department'    => path_of( ( $badge['chat_department'] ?? '' ) ?: ( $badge['department'] ?? '' ) ),
		'operator'      => path_of( ( $badge['chat_operator'] ?? '' ) ?: ( $badge['user'] ?? '' ) ),
		'theme'         => path_of( $badge['chat_theme'] ?? '' ),
		// Without it, a chat that is offline says only that it is not available.
		'leaveamessage' => 'true',
	);
	$url = $base . ( '' === $lang ? '' : "$lang/" ) . 'chat/start';
	foreach ( $parameters as $name => $path ) {
		$url .= '' === $path ? '' : "/($name)/$path";
	}
	return $url;
}

/**
 * The address that the script asks for the status of a badge, up to the number of the time slot.
 *
 * @param string   $base  The base URL.
 * @param string[] $badge The attributes of the badge.
 */
function question_url( $base, array $badge ) {
	$query = '';
	if ( isset( $badge['user'] ) ) {
		$path = 'restapi/isonlineuser/' . $badge['user'];
	} elseif ( ! isset( $badge['department'] ) ) {
		$path = 'restapi/isonline';
	} elseif ( is_inclusive( $badge ) ) {
		$path  = 'widgetrestapi/chatcheckstatus';
		// URLSearchParams leaves * as it is.
		$query = 'dep=' . str_replace( '%2A', '*', urlencode( implode( ',', sorted_departments( $badge['department'] ) ) ) ) . '&';
	} else {
		$path  = 'restapi/isonlinedepartment/' . $badge['department'];
		$query = isset( $badge['exclude_bot'] ) ? 'exclude_bot=true&' : '';
	}
	return "$base$path?{$query}_=";
}

/**
 * The departments of a list, in the order in which the script asks for them: an alias first.
 *
 * @param string $value For example `1,sales`.
 * @return string[]
 */
function sorted_departments( $value ) {
	$all = array_unique( array_map( 'trim', explode( ',', $value ) ) );
	$ids = array_filter( $all, __NAMESPACE__ . '\is_id' );
	sort( $ids, SORT_STRING );
	return array_merge( array_diff( $all, $ids ), $ids );
}

/**
 * Whether a text is an id of Live Helper Chat.
 *
 * @param string $text For example `2`.
 */
function is_id( $text ) {
	return 1 === preg_match( '/^[1-9]\d{0,9}$/D', $text );
}

/**
 * Whether operators of all departments count, too.
 *
 * @param string[] $badge The attributes of the badge.
 */
function is_inclusive( array $badge ) {
	return 'inclusive' === ( $badge['department_match'] ?? '' );
}
