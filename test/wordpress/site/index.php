<?php
// A classic theme with a menu and a sidebar.
?><!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head><meta charset="utf-8"><?php wp_head(); ?></head>
<body <?php body_class(); ?>>
<?php
wp_nav_menu( array( 'theme_location' => 'main', 'fallback_cb' => false ) );
while ( have_posts() ) {
	the_post();
	echo '<article>';
	is_singular() ? the_content() : the_excerpt();
	echo '</article>';
	if ( is_singular() ) {
		wp_list_comments( array(), get_comments( array( 'post_id' => get_the_ID(), 'status' => 'approve' ) ) );
	}
}
dynamic_sidebar( 'side' );
wp_footer();
?>
</body></html>
