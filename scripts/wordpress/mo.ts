/** A translation file as gettext's `msgfmt` writes it. WordPress reads this format in all versions. */
export function moFile(translations: Readonly<Record<string, string>>): Buffer {
  const header = "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n";
  const rows = Object.entries({ "": header, ...translations })
    // Readers may search for an original, so they are sorted by their bytes.
    .map(([original, translated]) => [Buffer.from(original), Buffer.from(translated)] as const)
    .sort(([a], [b]) => a.compare(b));
  const HEAD = 28;
  const head = Buffer.alloc(HEAD + rows.length * 16);
  // The magic number, the revision, the number of texts, the places of both tables, and a hash table of length 0.
  [0x950412de, 0, rows.length, HEAD, HEAD + rows.length * 8, 0, head.length].forEach((value, i) =>
    head.writeUInt32LE(value, i * 4),
  );
  const texts = [...rows.map(([original]) => original), ...rows.map(([, translated]) => translated)];
  let at = head.length;
  texts.forEach((text, i) => {
    head.writeUInt32LE(text.length, HEAD + i * 8);
    head.writeUInt32LE(at, HEAD + i * 8 + 4);
    at += text.length + 1;
  });
  return Buffer.concat([head, ...texts.flatMap((text) => [text, Buffer.alloc(1)])]);
}
