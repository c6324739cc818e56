/** Who counts for a department: operators assigned to it (`explicit`), or also those of all departments (`inclusive`). */
export const DEPARTMENT_MATCHES = ["explicit", "inclusive"] as const;
export type DepartmentMatch = (typeof DEPARTMENT_MATCHES)[number];

/** Whose status to ask for: anyone, one operator (`user`), or a department. */
export interface Target {
  /**
   * The URL of LHC, for example `https://chat.example.com/`. Relative URLs resolve against the page.
   * Default: the one of `setDefaults`.
   */
  baseUrl?: string | URL | null | undefined;
  /** LHC's id of a department; with `departmentMatch: 'inclusive'` also an alias, or a list such as `1,sales`. */
  department?: number | string | null | undefined;
  /** LHC's id of an operator. */
  user?: number | string | null | undefined;
  /**
   * Who counts for a department: `explicit` (default), operators assigned to exactly that department;
   * `inclusive`, also operators assigned to all departments, as in LHC's own widget.
   */
  departmentMatch?: DepartmentMatch | null | undefined;
  /** Do not count bots. LHC reads this for a department. */
  excludeBot?: boolean | undefined;
  /** Count operators even if the department is set to ignore them. LHC reads this for a department. */
  includeUsers?: boolean | undefined;
  /** Do not count operators, only online hours and bots. LHC reads this for the whole site and for a department. */
  ignoreUserStatus?: boolean | undefined;
  /** Do not count online hours. LHC reads this for a department. */
  excludeOnlineHours?: boolean | undefined;
}

/** The attribute of a property: `base-url` for `baseUrl`. */
export const attributeName = (name: string): string => name.replaceAll(/[A-Z]/g, "-$&").toLowerCase();

/** LHC's flags, in the order in which the URL has them. */
export const FLAGS = ["ignoreUserStatus", "includeUsers", "excludeOnlineHours", "excludeBot"] as const;
