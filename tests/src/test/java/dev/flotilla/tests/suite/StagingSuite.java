package dev.flotilla.tests.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All that is tested on {@code staging} after a deploy: one sandbox serves every class. */
@Suite
@SelectPackages("dev.flotilla.tests")
@IncludeClassNamePatterns(".*E2E")
@IncludeTags("staging")
class StagingSuite {}
