import type { ColumnDefinitionBuilder } from 'kysely';

/** Rules of a table's column. */
export const required = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.notNull();
export const zero = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.notNull().defaultTo(0);
