import { each, number, numberOrNull, object, text, textOrNull } from "./fields.ts";

/** A department with LHC's field names. Flags are 0 or 1. Null if this LHC version lacks the field. */
export interface Department {
  id: number;
  name: string;
  email: string | null;
  alias: string | null;
  disabled: number | null;
  hidden: number | null;
  /** Set to offline manually. */
  dep_offline: number | null;
  ignore_op_status: number | null;
}

export const department = object<Department>({
  id: number,
  name: text,
  ...each(textOrNull, "email", "alias"),
  ...each(numberOrNull, "disabled", "hidden", "dep_offline", "ignore_op_status"),
});
