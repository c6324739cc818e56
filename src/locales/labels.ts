/**
 * The words of one language, as short as on a button. A tuple, because the script file contains many of them.
 *
 * In English: "We are online", "We are offline", "Checking…", "Contact us", "Chat with us", "Leave a message".
 */
export type Labels = readonly [
  online: string,
  offline: string,
  checking: string,
  unknown: string,
  /** While online, or while it is not known, where a click opens a chat. */
  chat: string,
  /** While offline, where a click opens the form for a message. */
  message: string,
];
