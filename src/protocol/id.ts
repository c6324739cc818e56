/** An id of a department or an operator: positive, in a 32 bit column. */
export const isId = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text);

/** An id of a chat or a message: positive, in a 64 bit column. Beyond 2⁵³ JavaScript cannot tell them apart. */
export const isLongId = (text: string): boolean =>
  /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text));
