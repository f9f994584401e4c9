package io.rightlink.app.architecture.bad.client;

import org.springframework.util.unit.DataSize;

record SpringClient(DataSize size) {}
