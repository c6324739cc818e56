/** Online hours (lh_departament.*_start_hour and lh_departament_custom_work_hours, as erLhcoreClassChat::isOnline asks for them). */
import type { Department, Hours, OnlineHours, SpecialHours } from "./state.ts";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const NEVER = -1;

export interface LocalTime {
  /** `2026-12-24` */
  date: string;
  /** 1 is Monday */
  weekday: number;
  /** hours and minutes as one number: 5 is five past midnight, 1730 half past five */
  clock: number;
}

/** @param now Unix time in ms */
export function localTime(now: number, timeZone = "UTC"): LocalTime {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    weekday: "long",
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return {
    date: `${parts["year"]}-${parts["month"]}-${parts["day"]}`,
    weekday: DAYS.findIndex((day) => day === parts["weekday"]?.toLowerCase()) + 1,
    clock: Number(parts["hour"]) * 100 + Number(parts["minute"]),
  };
}

/** Both ends are included. Hours past midnight (`['2200', '0600']`) never apply, because LHC does not support them. */
export function isWithin(hours: Hours | null | undefined, clock: number): boolean {
  const start = Number(hours?.[0] ?? NEVER);
  const end = Number(hours?.[1] ?? NEVER);
  return start !== NEVER && end !== NEVER && start <= clock && end >= clock;
}

/** Whether one of these departments is within its hours. Special hours of one override the weekly hours of all. */
export function keepsOnlineHours(departments: readonly Department[], time: LocalTime): boolean {
  const plans = departments.map(({ onlineHours }) => onlineHours).filter((plan) => plan != null);
  const special = plans.flatMap((plan) => plan.special ?? []).filter((entry) => appliesOn(entry, time));
  if (special.length > 0) return special.some(({ hours }) => isWithin(hours, time.clock));
  return plans.some((plan) => isWithin(weeklyHours(plan, time), time.clock));
}

function weeklyHours(plan: OnlineHours, time: LocalTime): Hours | null | undefined {
  const day = DAYS[time.weekday - 1];
  const own = day && plan[day];
  return own === undefined ? plan.everyDay : own;
}

function appliesOn(entry: SpecialHours, time: LocalTime): boolean {
  return "weekday" in entry
    ? entry.weekday === time.weekday
    : entry.from <= time.date && time.date <= entry.to;
}
