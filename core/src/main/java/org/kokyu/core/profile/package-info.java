/** Retrieved gas profiles with everything an assimilation needs. */
package org.kokyu.core.profile;
