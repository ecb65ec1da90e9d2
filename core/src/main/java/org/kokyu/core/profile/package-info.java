/**
 * Retrieved gas profiles with everything an assimilation needs. Made by retrieval, written by
 * ops.publish.
 */
package org.kokyu.core.profile;
