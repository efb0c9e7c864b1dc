declare const shape: unique symbol;

/** JSON text in a column, which remembers in its type what it holds. */
export type Json<T> = string & { readonly [shape]?: T };

export const json = <T>(value: T): Json<T> => JSON.stringify(value) as Json<T>;
export const readJson = <T>(text: Json<T>): T => JSON.parse(text) as T;
