/** What one module offers to another without either knowing the other. */
package org.kokyu.core.port;
