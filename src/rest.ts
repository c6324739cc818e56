export { ChatStatus, type Chat } from "./rest/chat.ts";
export type { ChatFilter, ChatsFilter } from "./rest/chat-filter.ts";
export { LhcRestClient } from "./rest/client.ts";
export type { Credentials } from "./rest/credentials.ts";
export type { Department } from "./rest/departments.ts";
export { type Message, messageAuthor, type MessageAuthor, type Messages } from "./rest/messages.ts";
export type { NewChat } from "./rest/new-chat.ts";
export type {
  ContinueCheck,
  DisabledCheck,
  OperatorCheck,
  OperatorMessage,
  ReopenedChat,
} from "./rest/operator-check.ts";
export type {
  CallOptions,
  DepartmentFlags,
  FollowOptions,
  LhcRestOptions,
  SiteFlags,
} from "./rest/options.ts";
export { LhcRestError, type LhcRestErrorCode } from "./rest/rest-error.ts";
export type { OnlineUser, User } from "./rest/users.ts";
export type { Visit } from "./rest/visit.ts";
