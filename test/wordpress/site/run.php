<?php
// Runs code in a WordPress: reads {"code", "data", "uri"} from standard input, and writes what the code returns.
$request = json_decode( stream_get_contents( STDIN ), true );
$home    = parse_url( $request['uri'] );

$_SERVER['HTTP_HOST']       = $home['host'] . ':' . $home['port'];
$_SERVER['REQUEST_URI']     = $home['path'];
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REMOTE_ADDR']     = '127.0.0.1';
if ( $request['installing'] ) {
	define( 'WP_INSTALLING', true );
}
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
$run = function ( $code, $data ) {
	return eval( $code );
};
ob_start();
$result = $run( $request['code'], $request['data'] );
ob_end_clean();
echo json_encode( array( 'result' => $result ) );
