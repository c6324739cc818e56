import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../scripts/lib/chromium.ts";

export const startBrowser = async (): Promise<Browser> => chromium.launch(await findChromium());
