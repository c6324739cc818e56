<?php
/**
 * The back office: settings, notices, and the block in the editor.
 *
 * @package StatusBadgeForLiveHelperChat
 */

namespace StatusBadgeForLiveHelperChat;

defined( 'ABSPATH' ) || exit;

/** The settings' place in the menu, and of the script that tests the address. */
const SCREEN = 'settings_page_' . PAGE;

/** The address of the settings. */
function settings_url() {
	return admin_url( 'options-general.php?page=' . PAGE );
}

add_action(
	'admin_menu',
	function () {
		$title = __( 'Status Badge', 'status-badge-for-live-helper-chat' );
		add_options_page( $title, $title, 'manage_options', PAGE, __NAMESPACE__ . '\show_settings' );
	}
);

add_action(
	'admin_init',
	function () {
		register_setting(
			OPTION,
			OPTION,
			array(
				'type'              => 'object',
				'sanitize_callback' => __NAMESPACE__ . '\save_options',
			)
		);
	}
);

/**
 * The options to store: the submitted ones, without what is wrong.
 *
 * @param mixed $given The submitted values.
 */
function save_options( $given ) {
	list( , $problem ) = read_address( is_array( $given ) ? $given['address'] ?? '' : '' );
	if ( '' !== $problem ) {
		add_settings_error( OPTION, 'address', $problem . ' ' . __( 'The former address is kept.', 'status-badge-for-live-helper-chat' ) );
	}
	return clean_options( $given, options() );
}

/** Pages that are stored in a cache still have the former settings. */
function note_page_cache() {
	add_settings_error( OPTION, 'saved', __( 'Settings saved. If your site has a page cache, empty it now.', 'status-badge-for-live-helper-chat' ), 'success' );
}
add_action( 'add_option_' . OPTION, __NAMESPACE__ . '\note_page_cache' );
add_action( 'update_option_' . OPTION, __NAMESPACE__ . '\note_page_cache' );

add_filter(
	'plugin_action_links_' . plugin_basename( PLUGIN ),
	function ( $links ) {
		array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( settings_url() ), esc_html__( 'Settings', 'status-badge-for-live-helper-chat' ) ) );
		return $links;
	}
);

add_action(
	'activated_plugin',
	function ( $plugin, $network_wide ) {
		// By a click on one link, not for several plugins at once or from the command line.
		$is_click = 'activate' === filter_input( INPUT_GET, 'action' ) && 'cli' !== PHP_SAPI;
		if ( plugin_basename( PLUGIN ) === $plugin && ! $network_wide && $is_click && '' === base_url() ) {
			wp_safe_redirect( settings_url() );
			exit;
		}
	},
	10,
	2
);

add_action(
	'admin_notices',
	function () {
		$screen = get_current_screen();
		if ( ! $screen ) {
			return;
		}
		if ( ! has_script() && in_array( $screen->id, array( SCREEN, 'plugins' ), true ) && current_user_can( 'manage_options' ) ) {
			show_error( __( 'Status Badge: the file assets/lhc-status.js is missing, so pages show a link instead of the status. Install the plugin again.', 'status-badge-for-live-helper-chat' ) );
		}
		$post = 'post' === $screen->base ? get_post() : null;
		foreach ( $post ? badges_in( $post->post_content ) : array() as $given ) {
			list( , $problem ) = read_badge( $given );
			if ( '' !== $problem ) {
				/* translators: %s: what is wrong */
				show_error( sprintf( __( 'Status Badge: %s Until then, visitors see a link.', 'status-badge-for-live-helper-chat' ), $problem ) );
			}
		}
	}
);

/**
 * An error in the back office.
 *
 * @param string $text What is wrong, where, and what to do.
 */
function show_error( $text ) {
	printf( '<div class="notice notice-error"><p>%s</p></div>', esc_html( $text ) );
}

add_action(
	'admin_enqueue_scripts',
	function ( $screen ) {
		if ( SCREEN !== $screen || ! has_script() ) {
			return;
		}
		wp_enqueue_script( SCRIPT );
		wp_enqueue_script( 'lhc-status-test', plugins_url( 'assets/test.js', PLUGIN ), array(), VERSION, true );
		$words = array(
			'empty'   => __( 'Type the address first, for example https://chat.example.com/', 'status-badge-for-live-helper-chat' ),
			'asking'  => __( 'Asking …', 'status-badge-for-live-helper-chat' ),
			'online'  => __( 'Live Helper Chat answers: online.', 'status-badge-for-live-helper-chat' ),
			'offline' => __( 'Live Helper Chat answers: offline. The address is right, and nobody is online now.', 'status-badge-for-live-helper-chat' ),
			'failed'  => __( 'No status:', 'status-badge-for-live-helper-chat' ),
		);
		wp_add_inline_script( 'lhc-status-test', 'window.lhcStatusWords = ' . wp_json_encode( $words, JSON_HEX_TAG ), 'before' );
	}
);

/** The page of the settings. */
function show_settings() {
	$options = options();
	?>
	<div class="wrap">
		<h1><?php echo esc_html( get_admin_page_title() ); ?></h1>
		<?php if ( $options['address'] && current_user_can( 'edit_posts' ) ) : ?>
			<p><a class="button" href="<?php echo esc_url( admin_url( 'post-new.php?' . SHORTCODE . '=1' ) ); ?>"><?php esc_html_e( 'Write a post with a badge', 'status-badge-for-live-helper-chat' ); ?></a></p>
		<?php endif; ?>
		<form action="options.php" method="post">
			<?php settings_fields( OPTION ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="lhc-status-address"><?php esc_html_e( 'Address of Live Helper Chat', 'status-badge-for-live-helper-chat' ); ?></label></th>
					<td>
						<input type="text" id="lhc-status-address" name="<?php echo esc_attr( OPTION ); ?>[address]" class="regular-text code" inputmode="url" autocomplete="off" placeholder="https://chat.example.com/" value="<?php echo esc_attr( $options['address'] ); ?>"<?php echo '' === $options['address'] ? ' autofocus' : ''; ?>>
						<button type="button" class="button" id="lhc-status-test"><?php esc_html_e( 'Test', 'status-badge-for-live-helper-chat' ); ?></button>
						<p class="description"><?php esc_html_e( 'The address of any of its pages will do. Your visitors\' browsers ask this server, and no other, for the status.', 'status-badge-for-live-helper-chat' ); ?></p>
						<p id="lhc-status-result" role="status"></p>
					</td>
				</tr>
				<?php
				show_choice(
					'load',
					__( 'Load the script', 'status-badge-for-live-helper-chat' ),
					array(
						'badges'     => __( 'On pages with a badge', 'status-badge-for-live-helper-chat' ),
						'everywhere' => __( 'On all pages', 'status-badge-for-live-helper-chat' ),
					)
				);
				show_choice(
					'share',
					__( 'Use an answer again', 'status-badge-for-live-helper-chat' ),
					array(
						'tabs'    => __( 'In all open tabs of this site', 'status-badge-for-live-helper-chat' ),
						'session' => __( 'Also on the next page (kept in the tab\'s session storage)', 'status-badge-for-live-helper-chat' ),
						'page'    => __( 'On the same page only', 'status-badge-for-live-helper-chat' ),
					)
				);
				show_switch( 'fast_question', __( 'Ask before the script has loaded, by a small inline script', 'status-badge-for-live-helper-chat' ) );
				show_switch( 'pass_consent', __( 'Ask consent tools (Complianz, Real Cookie Banner) not to block the script. Decide with your data protection officer.', 'status-badge-for-live-helper-chat' ) );
				?>
			</table>
			<?php submit_button(); ?>
		</form>
	</div>
	<?php
}

/**
 * A row with a list to choose from.
 *
 * @param string   $name    The option.
 * @param string   $title   Its title.
 * @param string[] $choices The title of each value.
 */
function show_choice( $name, $title, array $choices ) {
	printf( '<tr><th scope="row"><label for="lhc-status-%1$s">%2$s</label></th><td><select id="lhc-status-%1$s" name="%3$s[%1$s]">', esc_attr( $name ), esc_html( $title ), esc_attr( OPTION ) );
	foreach ( $choices as $value => $text ) {
		printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( options()[ $name ], $value, false ), esc_html( $text ) );
	}
	echo '</select></td></tr>';
}

/**
 * A row with a switch.
 *
 * @param string $name  The option.
 * @param string $title Its title.
 */
function show_switch( $name, $title ) {
	printf( '<tr><th></th><td><label><input type="checkbox" name="%s[%s]" value="1"%s> %s</label></td></tr>', esc_attr( OPTION ), esc_attr( $name ), checked( options()[ $name ], true, false ), esc_html( $title ) );
}

add_filter(
	'default_content',
	function ( $content ) {
		return '1' === filter_input( INPUT_GET, SHORTCODE ) ? '<!-- wp:lhc-status/badge /-->' : $content;
	}
);

// For the preview in the block editor, which may be in a frame.
add_action(
	'enqueue_block_assets',
	function () {
		$screen = function_exists( 'get_current_screen' ) ? get_current_screen() : null;
		if ( $screen && $screen->is_block_editor() ) {
			load_script();
		}
	}
);

/** The block's script, with its words, so that they need no files of their own. */
function register_editor_script() {
	wp_register_script(
		'lhc-status-editor',
		plugins_url( 'block/editor.js', PLUGIN ),
		array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-server-side-render' ),
		VERSION,
		true
	);
	$words = array(
		'target'           => __( 'Whose status', 'status-badge-for-live-helper-chat' ),
		'department'       => __( 'Department (its id)', 'status-badge-for-live-helper-chat' ),
		'user'             => __( 'Operator (the id)', 'status-badge-for-live-helper-chat' ),
		'department_match' => __( 'Count operators of all departments, too', 'status-badge-for-live-helper-chat' ),
		'exclude_bot'      => __( 'Do not count bots', 'status-badge-for-live-helper-chat' ),
		'look'             => __( 'Look', 'status-badge-for-live-helper-chat' ),
		'variant'          => __( 'Style', 'status-badge-for-live-helper-chat' ),
		'badge'            => __( 'Badge', 'status-badge-for-live-helper-chat' ),
		'text'             => __( 'Text', 'status-badge-for-live-helper-chat' ),
		'dot'              => __( 'Dot', 'status-badge-for-live-helper-chat' ),
		'button'           => __( 'Button', 'status-badge-for-live-helper-chat' ),
		'hide_when'        => __( 'Hide while', 'status-badge-for-live-helper-chat' ),
		'chat'             => __( 'A click opens', 'status-badge-for-live-helper-chat' ),
		'none'             => __( 'Nothing', 'status-badge-for-live-helper-chat' ),
		'link'             => __( 'The chat page', 'status-badge-for-live-helper-chat' ),
		'popup'            => __( 'A window with the chat', 'status-badge-for-live-helper-chat' ),
		'widget'           => __( 'The chat widget in the page', 'status-badge-for-live-helper-chat' ),
		'labels'           => __( 'Labels', 'status-badge-for-live-helper-chat' ),
		'online'           => __( 'Online', 'status-badge-for-live-helper-chat' ),
		'offline'          => __( 'Offline', 'status-badge-for-live-helper-chat' ),
		'checking'         => __( 'Until the first answer', 'status-badge-for-live-helper-chat' ),
		'unknown'          => __( 'Without an answer', 'status-badge-for-live-helper-chat' ),
	);
	wp_add_inline_script( 'lhc-status-editor', 'window.lhcStatusWords = ' . wp_json_encode( $words, JSON_HEX_TAG ), 'before' );
}
