import { main, type CommandContext } from "../../../../src/doctor/doctor.ts";

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
  /** The rules that fail or warn, worst first. */
  readonly found: string[];
  /** And those with a note. */
  readonly noted: string[];
}

/** @param pace seconds by which the clock advances each time it is read */
export async function runDoctor(
  args: readonly string[],
  { pace = 0, ...context }: Partial<CommandContext> & { pace?: number } = {},
): Promise<Run> {
  const out: string[] = [];
  const complaints: string[] = [];
  let now = Date.UTC(2026, 2, 3, 12);
  const code = await main(args, {
    print: (text) => out.push(text),
    complain: (text) => complaints.push(text),
    now: () => (now += pace * 1000),
    ...context,
  });
  const text = out.join("\n");
  const lines = (labels: string): string[] =>
    Array.from(text.matchAll(new RegExp(`^(?:${labels}) [\\w-]+`, "gm")), ([line]) => line);
  return {
    code,
    out: text,
    complaint: complaints.join("\n"),
    found: lines("FAIL|WARN"),
    noted: lines("note"),
  };
}
