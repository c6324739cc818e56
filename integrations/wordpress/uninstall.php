<?php
/**
 * Removes the plugin's option, on each site of a network.
 *
 * @package StatusBadgeForLiveHelperChat
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	foreach ( get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	) as $lhc_status_site ) {
		switch_to_blog( $lhc_status_site );
		delete_option( 'lhc_status' );
		restore_current_blog();
	}
} else {
	delete_option( 'lhc_status' );
}
