/* Reads the interviewer's words aloud by the browser's own speech synthesis, where there is one. */

const button = document.getElementById("speak");
const prompt = document.getElementById("prompt");
let isSpeaking = false;

function rest() {
    isSpeaking = false;
    button.textContent = "Read aloud";
}

function speak() {
    if (isSpeaking) {
        speechSynthesis.cancel();
        rest();
        return;
    }
    const words = new SpeechSynthesisUtterance(prompt.textContent.trim());
    words.lang = document.documentElement.lang;
    words.addEventListener("end", rest);
    words.addEventListener("error", rest);
    isSpeaking = true;
    button.textContent = "Stop reading";
    speechSynthesis.speak(words);
}

if (button && "speechSynthesis" in window) {
    button.hidden = false;
    button.addEventListener("click", speak);
    window.addEventListener("pagehide", () => speechSynthesis.cancel());
}
