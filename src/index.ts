import "./define.ts";

export * from "./core.ts";
export * from "./element.ts";
