/** A department as LHC writes it: all columns, most of which stay as they were created here. */
import type { Department, Hours, OnlineHours } from "../state.ts";
import type { Row } from "./chat-row.ts";

/** The columns' prefixes, by the day they mean. */
const DAYS = {
  mod: "monday",
  tud: "tuesday",
  wed: "wednesday",
  thd: "thursday",
  frd: "friday",
  sad: "saturday",
  sud: "sunday",
} as const satisfies Record<string, keyof OnlineHours>;

/** -1: no such hour. */
function hoursRow(hours: OnlineHours | null | undefined): Row {
  const columns = Object.entries(DAYS).flatMap(([prefix, day]) => {
    const weekly = hours?.[day];
    const [start, end]: Hours | [] = (weekly === undefined ? hours?.everyDay : weekly) ?? [];
    return [
      [`${prefix}_start_hour`, Number(start ?? -1)],
      [`${prefix}_end_hour`, Number(end ?? -1)],
    ] as const;
  });
  return Object.fromEntries(columns);
}

export const departmentRow = (department: Department): Row => ({
  id: department.id,
  name: department.name,
  email: "",
  priority: 0,
  sort_priority: 0,
  department_transfer_id: 0,
  transfer_timeout: 0,
  identifier: "",
  xmpp_recipients: "",
  xmpp_group_recipients: "",
  ...hoursRow(department.onlineHours),
  inform_delay: 0,
  inform_options: "",
  inform_close: 0,
  online_hours_active: Number(Boolean(department.onlineHours)),
  disabled: Number(department.disabled ?? false),
  hidden: Number(department.hidden ?? false),
  inform_unread: 0,
  inform_unread_delay: 0,
  na_cb_execute: 0,
  nc_cb_execute: 0,
  active_balancing: 0,
  max_active_chats: 0,
  max_active_mails: 0,
  active_mail_balancing: 0,
  max_ac_dep_mails: 0,
  max_timeout_seconds_mail: 0,
  delay_before_assign_mail: 0,
  max_timeout_seconds: 0,
  attr_int_1: 0,
  attr_int_2: 0,
  attr_int_3: 0,
  visible_if_online: 0,
  inform_close_all: 0,
  inform_close_all_email: "",
  pending_max: department.queueMax ?? 0,
  pending_group_max: 0,
  exclude_inactive_chats: 0,
  max_ac_dep_chats: 0,
  archive: 0,
  bot_chats_counter: 0,
  active_chats_counter: 0,
  delay_before_assign: 0,
  pending_chats_counter: department.queueLength ?? 0,
  inactive_chats_cnt: 0,
  inop_chats_cnt: 0,
  acop_chats_cnt: 0,
  max_load: 0,
  max_load_h: 0,
  assign_same_language: 0,
  product_configuration: "",
  bot_configuration: department.bot
    ? JSON.stringify({ bot_id: 1, bot_foh: department.bot.followsOnlineHours ?? false })
    : "",
  alias: department.alias ?? "",
  ignore_op_status: Number(department.ignoreOperatorStatus ?? false),
  dep_offline: Number(department.offline ?? false),
  max_load_op: 0,
  max_load_op_h: 0,
  delay_lm: 0,
});

/** user_departments writes the hours as text. */
export const departmentRowWithTextHours = (department: Department): Row => {
  const hours = Object.entries(hoursRow(department.onlineHours));
  return { ...departmentRow(department), ...Object.fromEntries(hours.map(([key, at]) => [key, String(at)])) };
};
