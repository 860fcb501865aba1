// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: no SQL type leaves it.
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <memory>
#include <unordered_map>

namespace revseg {

/// One connection to one SQLite file, for the thread that made it. Errors of the driver become Errors that
/// name the file.
class Database
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    static Result<std::unique_ptr<Database>> open(const QString& path, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    const QString& path() const { return m_path; }

    /// Runs a statement that gives no rows and is not needed again.
    Result<void> run(const QString& sql);
    /// Runs a statement and gives its first value.
    Result<QVariant> value(const QString& sql);
    /// Runs a statement with values for its "?". It is prepared once for each literal `sql`. Rows are read
    /// with next(); call finish() on it when not all are read.
    Result<QSqlQuery*> exec(const char* sql, const QVariantList& values = {});

    Result<void> begin(); ///< takes the write lock at once
    Result<void> commit();
    void rollback();

    Error error(const QSqlError& e) const;

private:
    Database(QString path, QString connection);

    QString m_path;
    QString m_connection;
    std::unordered_map<const char*, std::unique_ptr<QSqlQuery>> m_prepared;
};

/// Rolls back unless commit() succeeded.
class Transaction
{
public:
    explicit Transaction(Database& db) : m_db(db) {}
    ~Transaction()
    {
        if (m_open)
            m_db.rollback();
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    Result<void> begin()
    {
        auto done = m_db.begin();
        m_open = done.has_value();
        return done;
    }
    Result<void> commit()
    {
        auto done = m_db.commit();
        if (done)
            m_open = false;
        return done;
    }

private:
    Database& m_db;
    bool m_open = false;
};

} // namespace revseg
