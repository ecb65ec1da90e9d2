/**
 * Events as alerts: rules that say which event is told and when, messages of the Common Alerting
 * Protocol 1.2, and the list of current ones.
 *
 * <p>{@link org.kokyu.ops.alert.AlertDesk} is a function of its state and the events of one
 * observation; {@link org.kokyu.ops.alert.CapXml} writes and validates; {@link
 * org.kokyu.ops.alert.AlertBoard} is what the web pages read.
 */
package org.kokyu.ops.alert;
