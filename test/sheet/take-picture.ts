/** Updates docs/sheet.png: `npm run sheet`. */
import { writeFileSync } from "node:fs";
import { startSheet } from "./open-sheet.ts";
import { KEY, PICTURE, takePicture } from "./picture.ts";

const sheet = await startSheet();
try {
  const { png, key } = await takePicture(sheet);
  writeFileSync(PICTURE, png);
  writeFileSync(KEY, `${JSON.stringify(key, null, 2)}\n`);
  console.log(`docs/sheet.png: ${png.length} B, ${Object.values(key).join(", ")}`);
} finally {
  await sheet.close();
}
