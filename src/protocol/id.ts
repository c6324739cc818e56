/** An id of a department or an operator: positive, 32 bits in LHC's database. */
export const isId = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text);

/** An id of a chat or a message: positive, 64 bits in LHC's database, but JavaScript's numbers are exact up to 2⁵³ only. */
export const isLongId = (text: string): boolean =>
  /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text));
