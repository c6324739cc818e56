<?php
// The parts of Live Helper Chat that the doctor asks for.
header('Access-Control-Allow-Origin: *');
header('Content-Type: application/json');
$path = explode('?', $_SERVER['REQUEST_URI'])[0];
if (str_contains($path, 'restapi/chats')) {
    $headers = array_change_key_case(getallheaders());
    $authorization = $headers['authorization'] ?? $_SERVER['REDIRECT_HTTP_AUTHORIZATION'] ?? null;
    // An empty header counts as one.
    $message = $authorization === null ? 'Authorization header is missing!' : 'Authorization failed!';
    exit(json_encode(['error' => true, 'result' => $message]));
}
$isInclusive = str_contains($path, 'chatcheckstatus');
$answer = json_encode($isInclusive ? ['change_status' => true, 'online' => true] : ['isonline' => true]);
echo isset($_GET['callback']) ? "{$_GET['callback']}($answer)" : $answer;
