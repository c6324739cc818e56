/** What the build uses of Eleventy, which has no types. */
declare module "@11ty/eleventy" {
  interface Config {
    setIncludesDirectory(path: string): void;
    setLayoutsDirectory(path: string): void;
    setNunjucksEnvironmentOptions(options: Record<string, boolean>): void;
    addGlobalData(name: string, data: unknown): void;
    addFilter(name: string, filter: (value: string, ...rest: string[]) => string): void;
    addTemplate(path: string, content: string, data: Record<string, unknown>): void;
  }
  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: { quietMode: boolean; configPath: false; config: (config: Config) => void },
    );
    write(): Promise<void>;
  }
}
