/**
 * What is made of each kind of file: names and formats on one side, products on the other. Joins
 * ingest, meteorology, science and product writers; holds no science of its own.
 */
package org.kokyu.scheduler.stage;
