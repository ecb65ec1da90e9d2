/** The file format of absorption tables. */
package org.kokyu.retrieval.table.io;
