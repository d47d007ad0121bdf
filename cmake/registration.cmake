# Owns: the file that registers the driver with a driver manager, for the build folder and for an installation.
set(D1ODBC_MODULE_PATH ${CMAKE_BINARY_DIR}/driver/libd1odbc.so)
configure_file(odbcinst.ini.in ${CMAKE_BINARY_DIR}/odbcinst.ini @ONLY)
set(D1ODBC_MODULE_PATH ${CMAKE_INSTALL_FULL_LIBDIR}/odbc/libd1odbc.so)
configure_file(odbcinst.ini.in ${CMAKE_BINARY_DIR}/install/odbcinst.ini @ONLY)
install(TARGETS d1odbc LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/odbc)
install(FILES ${CMAKE_BINARY_DIR}/install/odbcinst.ini DESTINATION ${CMAKE_INSTALL_DATADIR}/d1odbc)
