<?php
// The parts of Live Helper Chat that the doctor asks for.
header('Access-Control-Allow-Origin: *');
header('Content-Type: application/json');
$path = explode('?', $_SERVER['REQUEST_URI'])[0];
if (str_contains($path, 'restapi/chats')) {
    $authorization = ($_SERVER['HTTP_AUTHORIZATION'] ?? '') ?: ($_SERVER['REDIRECT_HTTP_AUTHORIZATION'] ?? '');
    $message = $authorization === '' ? 'Authorization header is missing!' : 'Authorization failed!';
    exit(json_encode(['error' => true, 'result' => $message]));
}
$isInclusive = str_contains($path, 'chatcheckstatus');
$answer = json_encode($isInclusive ? ['change_status' => true, 'online' => true] : ['isonline' => true]);
echo isset($_GET['callback']) ? "{$_GET['callback']}($answer)" : $answer;
