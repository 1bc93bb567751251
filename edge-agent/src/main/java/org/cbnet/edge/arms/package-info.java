/** Several contenders in one agent, which take turns on the word of a parent process. */
package org.cbnet.edge.arms;
