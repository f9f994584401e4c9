package io.rightlink.app;

import java.io.IOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that was built in. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {
            "RightLink "
                    + PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"))
                            .getProperty("rightlink.version")
        };
    }
}
