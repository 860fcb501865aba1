<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>revseg::BatchDialog</name>
    <message numerus="yes">
        <source>%n run(s) in all</source>
        <translation>
            <numerusform>%n run in all</numerusform>
            <numerusform>%n runs in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::ExportDialog</name>
    <message numerus="yes">
        <source>&amp;All %n video(s) of the project</source>
        <translation>
            <numerusform>&amp;The %n video of the project</numerusform>
            <numerusform>&amp;All %n videos of the project</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::ImportDialog</name>
    <message numerus="yes">
        <source>%1, %n sequence(s)</source>
        <translation>
            <numerusform>%1, %n sequence</numerusform>
            <numerusform>%1, %n sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them will be imported</source>
        <translation>
            <numerusform>%n of them will be imported</numerusform>
            <numerusform>%n of them will be imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more fit no video and are not shown</source>
        <translation>
            <numerusform>%n more fits no video and is not shown</numerusform>
            <numerusform>%n more fit no video and are not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::JobsPanel</name>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>about %n second left</numerusform>
            <numerusform>about %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) of this video.  Turn 1: %1.  Turn 2: %2.  Tracking: %3 s.</source>
        <translation>
            <numerusform>%n run of this video.  Turn 1: %1.  Turn 2: %2.  Tracking: %3 s.</numerusform>
            <numerusform>%n runs of this video.  Turn 1: %1.  Turn 2: %2.  Tracking: %3 s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::ObjectsPanel</name>
    <message numerus="yes">
        <source>%n frame(s) with a mask</source>
        <translation>
            <numerusform>%n frame with a mask</numerusform>
            <numerusform>%n frames with a mask</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::PresentationPainter</name>
    <message numerus="yes">
        <source>The model looks at %n frame(s)</source>
        <translation>
            <numerusform>The model looks at %n frame</numerusform>
            <numerusform>The model looks at %n frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::ReasoningPanel</name>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repair(s)</source>
        <translation>
            <numerusform>%n repair</numerusform>
            <numerusform>%n repairs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::ReviewPanel</name>
    <message numerus="yes">
        <source>“%1”: %2 % checked or implied after %n look(s).</source>
        <translation>
            <numerusform>“%1”: %2 % checked or implied after %n look.</numerusform>
            <numerusform>“%1”: %2 % checked or implied after %n looks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing is known of %n frame(s).</source>
        <translation>
            <numerusform>Nothing is known of %n frame.</numerusform>
            <numerusform>Nothing is known of %n frames.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::ScorePanel</name>
    <message numerus="yes">
        <source>J&amp;F %1 against %2, %n frame(s), %3</source>
        <translation>
            <numerusform>J&amp;F %1 against %2, %n frame, %3</numerusform>
            <numerusform>J&amp;F %1 against %2, %n frames, %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::SettingsDialog</name>
    <message numerus="yes">
        <source>The server answers. Models: %n</source>
        <translation>
            <numerusform>The server answers. Models: %n</numerusform>
            <numerusform>The server answers. Models: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::ChainController</name>
    <message numerus="yes">
        <source>%n frame(s) have a mask.</source>
        <translation>
            <numerusform>%n frame has a mask.</numerusform>
            <numerusform>%n frames have a mask.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mask(s) by hand or checked stayed as they were.</source>
        <translation>
            <numerusform>%n mask by hand or checked stayed as it was.</numerusform>
            <numerusform>%n masks by hand or checked stayed as they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) imported; press F5 to make the masks of the one shown.</source>
        <translation>
            <numerusform>%n run imported; press F5 to make the masks of the one shown.</numerusform>
            <numerusform>%n runs imported; press F5 to make the masks of the one shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) fewer.</source>
        <translation>
            <numerusform>%n object fewer.</numerusform>
            <numerusform>%n objects fewer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) more.</source>
        <translation>
            <numerusform>%n object more.</numerusform>
            <numerusform>%n objects more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::ExchangeController</name>
    <message numerus="yes">
        <source>%n mask(s)</source>
        <translation>
            <numerusform>%n mask</numerusform>
            <numerusform>%n masks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::MainWindow</name>
    <message numerus="yes">
        <source>%n frame(s), %1</source>
        <translation>
            <numerusform>%n frame, %1</numerusform>
            <numerusform>%n frames, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more cannot be added either.</source>
        <translation>
            <numerusform>%n more cannot be added either.</numerusform>
            <numerusform>%n more cannot be added either.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::MaskCommands</name>
    <message numerus="yes">
        <source>Copied %n mask(s) of “%1”; paste them on any object, from any frame on.</source>
        <translation>
            <numerusform>Copied %n mask of “%1”; paste it on any object, on any frame.</numerusform>
            <numerusform>Copied %n masks of “%1”; paste them on any object, from any frame on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::MediaController</name>
    <message numerus="yes">
        <source>Found %n moved video(s) in %1.</source>
        <translation>
            <numerusform>Found %n moved video in %1.</numerusform>
            <numerusform>Found %n moved videos in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) are damaged. They are marked red on the timeline.</source>
        <translation>
            <numerusform>%n frame is damaged. It is marked red on the timeline.</numerusform>
            <numerusform>%n frames are damaged. They are marked red on the timeline.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::ProjectController</name>
    <message numerus="yes">
        <source>%n mask(s) or run(s) could not be read any more.</source>
        <translation>
            <numerusform>%n mask or run could not be read any more.</numerusform>
            <numerusform>%n masks or runs could not be read any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::TrackController</name>
    <message numerus="yes">
        <source>%n mask(s) are kept.</source>
        <translation>
            <numerusform>%n mask is kept.</numerusform>
            <numerusform>%n masks are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checked frame(s) stayed as they were.</source>
        <translation>
            <numerusform>%n checked frame stayed as it was.</numerusform>
            <numerusform>%n checked frames stayed as they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tracking would change %n mask(s)</source>
        <translation>
            <numerusform>Tracking would change %n mask</numerusform>
            <numerusform>Tracking would change %n masks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It would add %n mask(s).</source>
        <translation>
            <numerusform>It would add %n mask.</numerusform>
            <numerusform>It would add %n masks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checked frame(s) stay as they are.</source>
        <translation>
            <numerusform>%n checked frame stays as it is.</numerusform>
            <numerusform>%n checked frames stay as they are.</numerusform>
        </translation>
    </message>
</context>
</TS>
