import { buildSite } from "../../../site/build/build.ts";

export default buildSite;
