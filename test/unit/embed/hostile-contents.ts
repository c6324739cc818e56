/**
 * Hostile content that may pass a sanitizer. `https://lhc.example` is the script tag's server, `https://stranger.example`
 * a hostile one. Injected scripts set `globalThis.pwned`.
 */
export const HOSTILE: Readonly<Record<string, string>> = {
  // Another server
  "a link to another server": `<a href="https://stranger.example/chat/start/(department)/1#lhc-status">x</a>`,
  "a link to another server, with a class": `<a class="lhc-status" href="https://stranger.example/chat/start">x</a>`,
  "another server by data": `<a class="lhc-status" data-lhc-base-url="https://stranger.example/">x</a>`,
  "another server by data, empty": `<a class="lhc-status" data-lhc-base-url="">x</a>`,
  "another server without a scheme": `<span class="lhc-status" data-lhc-base-url="//evil.example/">x</span>`,
  "a folder of the page": `<span class="lhc-status" data-lhc-base-url="/uploads/">x</span>`,
  "another server for what shows": `<p data-lhc-show="online" data-lhc-base-url="https://stranger.example/">x</p>`,
  "another server for a label": `<p data-lhc-text data-lhc-base-url="https://stranger.example/">x</p>`,
  "another server by user name": `<a href="http://lhc.example@evil.example/chat/start#lhc-status">x</a>`,
  "another server by a look-alike": `<a href="https://lhc.example.evil.example/chat/start#lhc-status">x</a>`,
  "another server by a backslash": `<a href="https://lhc.example\\@evil.example/chat/start#lhc-status">x</a>`,
  "another server in the path": `<a href="https://lhc.example/chat/start/(department)/1/../../../../https://stranger.example#lhc-status">x</a>`,
  "another server by a base": `<base href="https://stranger.example/"><a class="lhc-status" href="chat/start">x</a>`,
  "another server by a redirect": `<a href="https://lhc.example/redirect?to=https://stranger.example/chat/start#lhc-status">x</a>`,
  "data for a server": `<a class="lhc-status" data-lhc-base-url="data:text/javascript,pwned=1//">x</a>`,
  "a script for a server": `<a class="lhc-status" data-lhc-base-url="javascript:pwned=1">x</a>`,
  "a file for a server": `<a class="lhc-status" data-lhc-base-url="file:///etc/">x</a>`,
  "a blob for a server": `<a class="lhc-status" data-lhc-base-url="blob:https://lhc.example/1">x</a>`,
  "the element itself": `<lhc-status base-url="https://stranger.example/">x</lhc-status>`,
  "the element within a link": `<a class="lhc-status" href="#"><lhc-status base-url="https://stranger.example/" transport="fetch"></lhc-status></a>`,
  "the element under another name": `<span is="lhc-status" base-url="https://stranger.example/" class="lhc-status">x</span>`,
  "the script tag again": `<script src="https://stranger.example/lhc-status.js" data-lhc-base-url="https://stranger.example/"></script><a class="lhc-status">x</a>`,
  "the script tag as data": `<script type="application/json" data-lhc-base-url="https://stranger.example/"></script><a class="lhc-status">x</a>`,
  "the script tag in a drawing": `<svg><script data-lhc-base-url="https://stranger.example/" href="https://stranger.example/x.js"></script></svg>`,
  // Another way to ask, or another question
  "another transport": `<a class="lhc-status" data-lhc-transport="fetch">x</a>`,
  "a nonce": `<a class="lhc-status" nonce="x" data-lhc-nonce="x">x</a>`,
  often: `<a class="lhc-status" data-lhc-interval="1" data-lhc-timeout="0.001">x</a>`,
  "a path for a department": `<a class="lhc-status" data-lhc-department="1/../../../https://stranger.example">x</a>`,
  "a query for a department": `<a class="lhc-status" data-lhc-department="1?callback=pwned">x</a>`,
  "a callback for a department": `<a class="lhc-status" data-lhc-department="x&callback=pwned" data-lhc-department-match="inclusive">x</a>`,
  "a line break for an id": `<a class="lhc-status" data-lhc-user="1&#10;2">x</a>`,
  "a callback in a link": `<a href="https://lhc.example/chat/start/(department)/x&callback=pwned?callback=pwned#lhc-status">x</a>`,
  "an encoded path in a link": `<a href="https://lhc.example/chat/start/(department)/%2E%2E%2F%2E%2E%2F(operator)%2F1#lhc-status">x</a>`,
  "a proto in a link": `<a href="https://lhc.example/chat/start/(__proto__)/1/(constructor)/2/(department)/3#lhc-status">x</a>`,
  "a chat for a click": `<a class="lhc-status" data-lhc-chat="popup" data-lhc-chat-department="1">x</a>`,
  // A script
  "a handler": `<a class="lhc-status" onclick="pwned=1" data-lhc-onclick="pwned=1" onfocus="pwned=1" autofocus>x</a>`,
  "a handler of an image": `<a class="lhc-status"><img src="x:" onerror="pwned=1"></a>`,
  "a script for a link": `<a class="lhc-status" href="javascript:pwned=1//chat/start#lhc-status">x</a>`,
  "markup for a label": `<a class="lhc-status" data-lhc-label-online="<img src=x: onerror=pwned=1>" data-lhc-label-offline="<img src=x: onerror=pwned=1>">x</a>`,
  "markup for a text": `<b data-lhc-text data-lhc-label-checking="<img src=x: onerror=pwned=1>" data-lhc-label-offline="<script>pwned=1</script>">x</b>`,
  "markup for a variant": `<a class="lhc-status" data-lhc-variant="&quot;><img src=x: onerror=pwned=1>" data-lhc-hide-when="<script>">x</a>`,
  "a style for a variant": `<a class="lhc-status" data-lhc-style="position:fixed;inset:0" style="position:fixed;inset:0">x</a>`,
  "a frame": `<iframe srcdoc="<script>parent.pwned=1</script>" class="lhc-status" data-lhc-show="online"></iframe>`,
  "an object": `<object data="https://stranger.example/" data-lhc-show="online"></object><embed src="https://stranger.example/" data-lhc-text>`,
  // Names that shadow DOM properties
  "names of the document": `<img name="currentScript"><img name="querySelectorAll"><img name="readyState"><img name="body"><a class="lhc-status">x</a>`,
  "a form for the current script": `<form name="currentScript" data-lhc-base-url="https://stranger.example/"></form><a class="lhc-status">x</a>`,
  "names of a form": `<form data-lhc-show="offline"><input name="getAttribute"><input name="toggleAttribute"><input name="matches"><input id="hidden"></form>`,
  "names of a form that speaks": `<form data-lhc-text><input name="childNodes"><input name="replaceChildren"></form>`,
  "names of the window": `<a id="MutationObserver"></a><a id="lhcStatus" href="https://stranger.example/"></a><a id="lhcStatus" name="baseUrl" href="https://stranger.example/"></a>`,
  "LHC's own widget": `<a id="LHC_API"></a><a id="LHC_API" name="args" href="x:https://stranger.example"></a><form id="$_LHC"><input name="attributes" value="true"></form>`,
  "a frame of our name": `<iframe name="lhcStatus"></iframe><a name="lhcStatus" class="lhc-status">x</a>`,
  // Odd markup
  "a mark in a drawing": `<svg><a class="lhc-status" href="https://stranger.example/chat/start#lhc-status"><text data-lhc-text>x</text></a></svg>`,
  "a mark in a formula": `<math><mi data-lhc-text data-lhc-show="online" xlink:href="javascript:pwned=1">x</mi></math>`,
  "a mark in a template": `<template><a class="lhc-status" data-lhc-base-url="https://stranger.example/">x</a></template>`,
  "a mark in a noscript": `<noscript><a class="lhc-status" data-lhc-base-url="https://stranger.example/"></noscript><img src=x: onerror=pwned=1>`,
  "marks in marks": `<div class="lhc-status"><span class="lhc-status"><a class="lhc-status" href="#lhc-status">x</a></span></div>`,
  "a thousand words": `<p data-lhc-show="${"online ".repeat(1000)}">x</p>`,
  "unclosed tags": `<a class="lhc-status" href="https://lhc.example/chat/start#lhc-status"><b data-lhc-text><i data-lhc-show="online`,
  capitals: `<A CLASS="LHC-STATUS lhc-status" DATA-LHC-BASE-URL="https://stranger.example/" HREF="https://lhc.example/chat/start">x</A>`,
  "two of one name": `<a class="lhc-status" data-lhc-base-url="https://lhc.example/" data-lhc-base-url="https://stranger.example/">x</a>`,
};

/** Inserts the origins of running servers. */
export const addressed = (markup: string, server: string, stranger: string): string =>
  markup
    .replaceAll("https://lhc.example", server)
    .replaceAll("https://stranger.example", stranger)
    .replaceAll("lhc.example", new URL(server).host);
