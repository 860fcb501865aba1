// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/ids.h"
#include "widgets/canvas/view_transform.h"

#include <QCursor>
#include <QObject>

#include <optional>

class QPainter;

namespace revseg {

/// A pointer event on the canvas, in native pixels.
struct CanvasEvent
{
    Point at;
    Qt::MouseButton button = Qt::NoButton;
    Qt::MouseButtons buttons;
    Qt::KeyboardModifiers modifiers;
    double pressure = 1; ///< of a pen, 0…1; 1 for a mouse
    double pixel = 1;    ///< native pixels for one logical pixel of the widget, as the user aims
};

/// What the pointer does on the canvas: one state machine a tool, one file each. Lives on the GUI thread.
/// Events it returns false for go on to the canvas (zoom, pan).
class CanvasTool : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QCursor cursor() const { return Qt::CrossCursor; }
    virtual bool press(const CanvasEvent& event) = 0;
    virtual void move(const CanvasEvent& event) = 0; ///< with or without a button down
    virtual void release(const CanvasEvent& event) = 0;
    virtual bool wheel(double steps, Qt::KeyboardModifiers modifiers);
    virtual void leave() {}
    virtual void doubleClick(const CanvasEvent& event) { press(event); }
    /// Gives up what is being drawn; true when there was something.
    virtual bool cancel() { return false; }
    /// Takes what is being drawn as it is (Enter); true when there was something.
    virtual bool commit() { return false; }
    /// Undo and redo within what is being drawn: false when there is nothing of that kind, so that the
    /// project's own history is meant.
    virtual bool stepBack() { return false; }
    virtual bool stepForward() { return false; }
    /// Paints on top of the picture, in widget coordinates.
    virtual void paint(QPainter& painter, const ViewTransform& view) const = 0;
    /// The object whose stored mask must not be shown, since the tool paints a newer state of it.
    virtual std::optional<ObjectId> paintsInsteadOf() const { return std::nullopt; }

Q_SIGNALS:
    void updateNeeded();
    /// Only this part of what the tool paints, native pixels, has changed; a few screen pixels around it may.
    void partChanged(const revseg::Box& part);
};

} // namespace revseg
