// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/database_private.h"

#include <QSqlError>

#include <atomic>

namespace revseg {

namespace {

// Result codes of SQLite, which the driver gives as text; sqlite3.h is not needed for anything else.
enum SqliteCode {
    SqlitePerm = 3,
    SqliteBusy = 5,
    SqliteLocked = 6,
    SqliteNoMem = 7,
    SqliteReadOnly = 8,
    SqliteIoErr = 10,
    SqliteCorrupt = 11,
    SqliteFull = 13,
    SqliteCantOpen = 14,
    SqliteTooBig = 18,
    SqliteConstraint = 19,
    SqliteNotADb = 26
};

const char* const kDiskRemedy = QT_TRANSLATE_NOOP(
    "core", "nothing was changed; make room on the disk or check the permissions, then do it again");

} // namespace

Result<std::unique_ptr<Database>> Database::open(const QString& path, Mode mode)
{
    static std::atomic<int> count{0};
    const QString connection = QStringLiteral("revseg-project-%1").arg(++count);
    std::unique_ptr<Database> db(new Database(path, connection));
    QSqlDatabase c = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
    if (!c.isValid()) {
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "Qt has no SQLite driver here"), {},
                    QT_TRANSLATE_NOOP("core", "install the package libqt6sql6-sqlite"));
    }
    c.setDatabaseName(path);
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000");
    if (mode == Mode::ReadOnly)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    c.setConnectOptions(options);
    if (!c.open())
        return fail(db->error(c.lastError()));
    return db;
}

Database::Database(QString path, QString connection)
    : m_path(std::move(path))
    , m_connection(std::move(connection))
{
}

Database::~Database()
{
    m_prepared.clear(); // statements keep the connection open
    {
        QSqlDatabase c = QSqlDatabase::database(m_connection, false);
        if (c.isOpen())
            c.close();
    }
    QSqlDatabase::removeDatabase(m_connection);
}

Result<void> Database::run(const QString& sql)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    if (!query.exec(sql))
        return fail(error(query.lastError()));
    return {};
}

Result<QVariant> Database::value(const QString& sql)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    if (!query.exec(sql))
        return fail(error(query.lastError()));
    if (!query.next()) {
        if (query.lastError().isValid())
            return fail(error(query.lastError()));
        return QVariant();
    }
    return query.value(0);
}

Result<QSqlQuery*> Database::exec(const char* sql, const QVariantList& values)
{
    std::unique_ptr<QSqlQuery>& query = m_prepared[sql];
    if (!query) {
        auto fresh = std::make_unique<QSqlQuery>(QSqlDatabase::database(m_connection, false));
        fresh->setForwardOnly(true);
        if (!fresh->prepare(QLatin1String(sql)))
            return fail(error(fresh->lastError()));
        query = std::move(fresh);
    }
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, values[i]);
    if (!query->exec()) {
        const Error e = error(query->lastError());
        query->finish();
        return fail(e);
    }
    return query.get();
}

Result<void> Database::begin()
{
    if (auto done = exec("BEGIN IMMEDIATE"); !done)
        return fail(done.error());
    return {};
}

Result<void> Database::commit()
{
    if (auto done = exec("COMMIT"); !done)
        return fail(done.error());
    return {};
}

void Database::rollback()
{
    // SQLite rolls back by itself after some errors; then there is nothing left to do and this one says so.
    (void)exec("ROLLBACK");
}

Error Database::error(const QSqlError& e) const
{
    const int code = e.nativeErrorCode().toInt() & 0xFF; // the rest says more than we use
    switch (code) {
    case SqliteFull:
        return makeError(ErrorKind::Unreadable,
                         QT_TRANSLATE_NOOP("core", "The disk is full: “%1” could not be written"), {m_path},
                         kDiskRemedy);
    case SqliteIoErr:
    case SqliteCantOpen:
    case SqlitePerm:
        return makeError(ErrorKind::Unreadable,
                         QT_TRANSLATE_NOOP("core", "“%1” could not be read or written"), {m_path},
                         kDiskRemedy);
    case SqliteReadOnly:
        return makeError(
            ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” may not be written"), {m_path},
            QT_TRANSLATE_NOOP("core", "check the permissions of the file and its folder, or open it "
                                      "read-only"));
    case SqliteBusy:
    case SqliteLocked:
        return makeError(ErrorKind::Unreadable,
                         QT_TRANSLATE_NOOP("core", "“%1” is being written by another program"), {m_path},
                         QT_TRANSLATE_NOOP("core", "wait until it is done, then try again"));
    case SqliteCorrupt:
    case SqliteNotADb:
        return makeError(
            ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” is damaged, or is not a ReVSeg project"),
            {m_path},
            QT_TRANSLATE_NOOP("core", "open a copy from your backup; “revseg project check” says more"));
    case SqliteNoMem:
    case SqliteTooBig:
        return makeError(ErrorKind::OutOfMemory,
                         QT_TRANSLATE_NOOP("core", "There is not enough memory to work on “%1”"), {m_path});
    case SqliteConstraint:
    default:
        return makeError(ErrorKind::Bug, QT_TRANSLATE_NOOP("core", "The project “%1” refused a change (%2)"),
                         {m_path, e.text()});
    }
}

} // namespace revseg
