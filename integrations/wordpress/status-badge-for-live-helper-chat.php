<?php
/**
 * Plugin Name:       Status Badge for Live Helper Chat
 * Description:       Shows on any page whether your own Live Helper Chat is online: as a block, a shortcode, or markup in content.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            lhc-status contributors
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       status-badge-for-live-helper-chat
 * Domain Path:       /languages
 *
 * @package StatusBadgeForLiveHelperChat
 */

namespace StatusBadgeForLiveHelperChat;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const PLUGIN  = __FILE__;

/** The option, the shortcode, the page in the back office, and the handle of the script. */
const OPTION    = 'lhc_status';
const SHORTCODE = 'lhc_status';
const PAGE      = 'lhc-status';
const SCRIPT    = 'lhc-status';

require __DIR__ . '/includes/address.php';
require __DIR__ . '/includes/options.php';
require __DIR__ . '/includes/script.php';
require __DIR__ . '/includes/badge.php';
require __DIR__ . '/includes/fast-question.php';
if ( is_admin() ) {
	require __DIR__ . '/includes/back-office.php';
}

add_action(
	'init',
	function () {
		// WordPress itself looks for translations from its directory only.
		load_plugin_textdomain( 'status-badge-for-live-helper-chat', false, dirname( plugin_basename( PLUGIN ) ) . '/languages' );
	},
	1
);
