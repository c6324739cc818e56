import { each, number, numberOrNull, object, text, textOrNull } from "./fields.ts";

/** A department, by LHC's own names. Switches are 0 or 1. Null: not known to this LHC. */
export interface Department {
  id: number;
  name: string;
  email: string | null;
  alias: string | null;
  disabled: number | null;
  hidden: number | null;
  /** Switched offline by hand. */
  dep_offline: number | null;
  ignore_op_status: number | null;
}

export const department = object<Department>({
  id: number,
  name: text,
  ...each(textOrNull, "email", "alias"),
  ...each(numberOrNull, "disabled", "hidden", "dep_offline", "ignore_op_status"),
});
