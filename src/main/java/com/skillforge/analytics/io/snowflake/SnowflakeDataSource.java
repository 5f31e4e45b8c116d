package com.skillforge.analytics.io.snowflake;

import java.io.PrintWriter;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Connections for SnowflakeIO, whose own data source would carry the key. */
record SnowflakeDataSource(SnowflakeAccount account) implements DataSource, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public Connection getConnection() throws SQLException {
    return account.connect();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("Snowflake is reached with a key pair only.");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("The driver has its own log.");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("The account says how long to try.");
  }

  @Override
  public int getLoginTimeout() {
    return account.patienceSeconds();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("The driver has its own log.");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("There is nothing inside.");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
