from django.urls import path

from questions import views

app_name = "questions"
urlpatterns = [
    path("questions/", views.question_list, name="list"),
]
