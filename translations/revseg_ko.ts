<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>CanvasWidget</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageStrip</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ObjectsPanel</name>
    <message>
        <source>Objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (object %2). Double-click to rename.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) with a mask</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Shown; click to hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden; click to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked; click to unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not locked; click to lock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlayerBar</name>
    <message>
        <source>Frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame number, from 0. Type a number and press Enter to go there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of this frame and length of the video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playing speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1×</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueryBar</name>
    <message>
        <source>Recorded answer (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question about the video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about the video; Enter runs the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about the video, e.g. “which car would suit a family trip?”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model that is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is asked: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for an action or a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VideosPanel</name>
    <message>
        <source>Search videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No videos yet. Drop files or folders of stills here, or press Ctrl+Shift+O.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videos of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Missing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;New project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start an empty project in a file of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add videos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add video files to the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a &amp;folder of stills…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of numbered pictures as a video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove video from project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the video shown out of the project; the file itself stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the masks as DAVIS pictures or as an overlay video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the program; everything is saved already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the mask of the current object on this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server and model, tracker, look and language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play from here, or stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuttle &amp;back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play backward; each press doubles the speed up to 8×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuttle &amp;stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuttle &amp;forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play forward; each press doubles the speed up to 8×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre&amp;vious frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 frames back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 frames forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten frames forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;irst frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the first frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the &amp;keyframe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the keyframe that the model chose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to frame…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a frame number to go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set in point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The range to play and loop begins here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set out point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The range to play and loop ends here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear in and out points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the whole video again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;oop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin again at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pixel of the picture for one of the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger; the wheel does it at the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide all masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full &amp;screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the picture; Space held or the middle button does it in every tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint the current object&apos;s mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase from the current object&apos;s mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bo&amp;x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a box around an object to get its mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Swap brush and eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From painting to erasing and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;maller brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the brush or the eraser smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Larger brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the brush or the eraser larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an object and make it the current one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the current object another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the next object the current one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the previous object the current one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hide or show object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the current object, or show it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lock or unlock object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the current object from being changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the current object with all its masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Type a question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the cursor into the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the question: reasoning, keyframe, box, then masks on every frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;rack both ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carry the current object&apos;s mask on this frame to all others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Track &amp;forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carry the mask on this frame to all later frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Track &amp;backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carry the mask on this frame to all earlier frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop all work; what is finished stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys on one sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About ReVSeg Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version, licence and the libraries it stands on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>start it again when you want it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the name and that it has not been moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the permissions and the free space of the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>convert it to a common format first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>get a fresh copy of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that the server is running and the address is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another device or close other programs that use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close other programs or use smaller settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at the raw answer, then ask again or try another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct the value and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>please report it with the steps that led here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the free space of the disk and the permissions, or choose another place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot write “%1” (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a file, not a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another folder for the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “%1” already holds other things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose an empty folder, or give --force to replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot make the folder “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot put the results into “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected happened (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mask holds an empty run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mask&apos;s runs add up to %1 pixels instead of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored mask is damaged</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
