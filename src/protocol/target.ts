/** Who counts for a department: `explicit`, operators assigned to exactly that one; `inclusive`, those of all too. */
export const DEPARTMENT_MATCHES = ["explicit", "inclusive"] as const;
export type DepartmentMatch = (typeof DEPARTMENT_MATCHES)[number];

/** Whom a status is asked for: anyone at all, one operator (`user`), or a department. */
export interface Target {
  /**
   * Where LHC lives, for example `https://chat.example.com/`; relative to the page, if it is not complete.
   * Default: the page's, see `setDefaults`.
   */
  baseUrl?: string | URL | null | undefined;
  /** LHC's id of a department; with `departmentMatch: 'inclusive'` also an alias, or a list such as `1,sales`. */
  department?: number | string | null | undefined;
  /** LHC's id of an operator. */
  user?: number | string | null | undefined;
  /**
   * Who counts for a department: `explicit` (default), operators assigned to exactly that department;
   * `inclusive`, operators of 'all departments' too, as LHC's own widget counts.
   */
  departmentMatch?: DepartmentMatch | null | undefined;
  /** Do not count a bot. LHC reads it for a department. */
  excludeBot?: boolean | undefined;
  /** Count operators where the department says to ignore them. LHC reads it for a department. */
  includeUsers?: boolean | undefined;
  /** Do not count operators, only online hours and bots. LHC reads it for the whole site and for a department. */
  ignoreUserStatus?: boolean | undefined;
  /** Do not count online hours. LHC reads it for a department. */
  excludeOnlineHours?: boolean | undefined;
}

/** Complete by its type: a key that is missing here does not compile. */
const KEYS: Record<keyof Target, true> = {
  baseUrl: true,
  department: true,
  user: true,
  departmentMatch: true,
  excludeBot: true,
  includeUsers: true,
  ignoreUserStatus: true,
  excludeOnlineHours: true,
};
export const TARGET_KEYS = Object.keys(KEYS) as (keyof Target)[];
