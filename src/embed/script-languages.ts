/** The languages in the script file: those into which LHC is completely translated. */
import { labels as cs } from "../locales/cs.ts";
import { labels as de } from "../locales/de.ts";
import { labels as es } from "../locales/es.ts";
import { labels as et } from "../locales/et.ts";
import { labels as fr } from "../locales/fr.ts";
import { labels as hu } from "../locales/hu.ts";
import { labels as it } from "../locales/it.ts";
import { labels as ja } from "../locales/ja.ts";
import { labels as lt } from "../locales/lt.ts";
import { labels as lv } from "../locales/lv.ts";
import { labels as pl } from "../locales/pl.ts";
import { labels as ptBR } from "../locales/pt-BR.ts";
import { labels as ru } from "../locales/ru.ts";
import { labels as tr } from "../locales/tr.ts";
import { labels as uk } from "../locales/uk.ts";

/** In an order that compresses well. */
export const SCRIPT_LANGUAGES = { "pt-BR": ptBR, lt, ru, uk, hu, es, ja, tr, cs, de, et, it, lv, fr, pl };
