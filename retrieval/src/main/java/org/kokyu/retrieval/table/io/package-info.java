/**
 * The file format of absorption tables, and the tables that come with the program. Used by commands
 * and wiring.
 */
package org.kokyu.retrieval.table.io;
