/** Finds departments by id and alias like LHC (erLhcoreClassChat::extractDepartment). Strings are bytes. */
import { connect } from "./online.ts";
import { bytesToUtf8, isNumeric, PhpException, toInt } from "./php.ts";
import type { Department, Installation } from "./state.ts";

export interface DepartmentList {
  ids: number[];
  /** one was unknown, or was given by number although it has an alias */
  isDoubtful: boolean;
}

/**
 * LHC does not reset its variable: an alias means the department found before it in the list, if any, and nothing after
 * an unknown number. So `1,sales` is department 1 twice.
 */
export function departmentList(
  installation: Installation,
  names: readonly string[],
  siteAccess: string,
): DepartmentList {
  const list: DepartmentList = { ids: [], isDoubtful: false };
  let found: Department | false | undefined;
  for (const name of names) {
    if (isNumeric(name)) {
      found = departmentById(installation, toInt(name));
      if (found) list.ids.push(found.id);
      if (!found || found.alias) list.isDoubtful = true;
    } else {
      const alias = bytesToUtf8(name);
      const localized = `${siteAccess}-${alias}`;
      const matches = departmentsByAlias(installation, [alias, localized]);
      found = matches.find((department) => department.alias === localized) ?? found ?? matches[0];
      if (found) list.ids.push(found.id);
      else list.isDoubtful = true;
    }
  }
  return list;
}

/** LHC ignores errors of a single lookup, so without a database there is no record. */
function departmentById(installation: Installation, id: number): Department | false {
  try {
    connect(installation);
  } catch (error) {
    if (error instanceof PhpException) return false;
    throw error;
  }
  return installation.departments.find((department) => department.id === id) ?? false;
}

/** Sorted by id. An empty alias matches all departments without one. */
function departmentsByAlias(installation: Installation, aliases: readonly string[]): Department[] {
  connect(installation);
  const wanted = aliases.map(collated);
  return installation.departments
    .filter(({ alias = "" }) => wanted.includes(collated(alias)))
    .toSorted((a, b) => a.id - b.id);
}

/** MariaDB's utf8mb4_unicode_ci ignores case, accents and trailing blanks. */
function collated(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trimEnd();
}
